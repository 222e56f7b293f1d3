import { randomUUID } from 'node:crypto'

/** JSON in which a bigint is a number with all its digits; a number of JavaScript has room for 16. */
export function exactJson(value: unknown): string {
  const mark = randomUUID()
  let found = false
  const marked = JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'bigint') return inner
    found = true
    return `${mark}${inner}`
  })
  return found ? marked.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1') : marked
}
