/**
 * The text without this character at its end, however often it stands there. A regular expression (`/x+$/`) looks at each run of
 * it again and again, and takes minutes for some 100,000.
 */
export function withoutTrailing(text: string, character: string): string {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end -= 1
  return text.slice(0, end)
}
