// src/time/zone-format.ts
/** Making one takes longer than using it a hundred times. */
const made = /* @__PURE__ */ new Map();
/** The format of times in a zone, made once. Throws a `RangeError` where no zone has that name. */
function zoneFormat(locale, zone, options = {}) {
	const key = JSON.stringify([
		locale,
		zone,
		options
	]);
	const format = made.get(key) ?? new Intl.DateTimeFormat(locale, {
		...options,
		timeZone: zone
	});
	made.set(key, format);
	return format;
}

export { zoneFormat as t };