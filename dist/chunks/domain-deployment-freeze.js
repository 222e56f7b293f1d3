import { c as cronMatches, l as clockText, u as localClock } from "./policy-policy.js";
import { r as MINUTE } from "./time-duration.js";

// src/domain/deployment/freeze.ts
/**
* Until when nothing is deployed, in words: `2026-11-30 08:00 Europe/Berlin (weekend)`. Undefined when no window is open. A
* window begins when local time is its time, so that a time that the clocks skip does not begin one, and lasts its length.
*/
function frozenUntil(windows, now) {
	const last = windows.flatMap((window) => {
		const end = endOf(window, now);
		return end === void 0 ? [] : [{
			end,
			window
		}];
	}).toSorted((one, other) => other.end - one.end)[0];
	if (last === void 0) return void 0;
	const { zone, reason } = last.window;
	const { date, minute } = localClock(zone)(last.end);
	return `${date} ${clockText(minute)} ${zone}${reason === "" ? "" : ` (${reason})`}`;
}
/** When a window that is open now ends; the newest beginning gives the latest end. */
function endOf({ from, lasts, zone }, now) {
	const localTime = localClock(zone);
	const first = Math.floor(now / MINUTE) * MINUTE;
	for (let start = first; start + lasts > now; start -= MINUTE) if (cronMatches(from, momentOf(localTime(start)))) return start + lasts;
}
const WEEKDAYS = [
	"sunday",
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday"
];
function momentOf({ date, day, minute }) {
	const [, month = 0, dayOfMonth = 0] = date.split("-").map(Number);
	return {
		minute: minute % 60,
		hour: Math.floor(minute / 60),
		day: dayOfMonth,
		month,
		weekday: WEEKDAYS.indexOf(day)
	};
}

export { frozenUntil as t };