/** What takes two columns: East Asian wide and full-width characters, and what is shown as a picture. */
const WIDE =
  /^(?:[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{1B000}-\u{1B2FF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}.*\uFE0F|\p{Regional_Indicator}{2})/u
const NOTHING = /^[\p{Mn}\p{Me}\p{Cc}\p{Cf}]+$/u
const ASCII = /^[ -~]*$/

let characters: Intl.Segmenter | undefined

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const character of charactersOf(text)) width += NOTHING.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

/** What a reader takes for characters. */
export function charactersOf(text: string): readonly string[] {
  characters ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return [...characters.segment(text)].map(({ segment }) => segment)
}
