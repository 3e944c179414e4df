export { isSchoolDay, nextInWindow } from './next-window.ts';
export {
  type CalendarFault,
  type CalendarWrong,
  defaultCalendar,
  type RetryWindow,
  type SchoolCalendar,
  whatIsWrong,
} from './school-calendar.ts';
