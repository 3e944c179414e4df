export interface PostCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}
/** Of the answer only the status counts. `Failed`: nobody knows whether it arrived. */
export type PostResult =
  | { readonly type: 'Answered'; readonly status: number }
  | { readonly type: 'Failed'; readonly reason: string };

/** Never rejects. */
export type Post = (call: PostCall) => Promise<PostResult>;
