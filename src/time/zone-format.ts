/** Making one takes longer than using it a hundred times. */
const made = new Map<string, Intl.DateTimeFormat>()

/** The format of times in a zone, made once. Throws a `RangeError` where no zone has that name. */
export function zoneFormat(
  locale: string,
  zone: string,
  options: Omit<Intl.DateTimeFormatOptions, 'timeZone'> = {},
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options])
  const format = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: zone })
  made.set(key, format)
  return format
}
