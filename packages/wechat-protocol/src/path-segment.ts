/** An id as a segment of a path; one that is empty, `.` or `..` throws, as a proxy would rewrite the path. */
export const pathSegment = (id: string): string => {
  if (id === '' || id === '.' || id === '..') throw new RangeError('id cannot be a path segment');
  return encodeURIComponent(id);
};
