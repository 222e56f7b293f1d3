// Controls, separators and format characters; the joiners within a family, an accent or an Indic word stay as they are.
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * Text in one line in which everything can be seen: blanks and ends of lines become one blank; what controls a terminal, turns
 * the direction of writing or shows nothing at all is written out, so that no name is read as another one.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replaceAll(/\s+/g, ' ').trim().replaceAll(UNSEEN, writtenOut)
}

/** A character as JSON writes it: `\u202e`. */
export function writtenOut(character: string): string {
  let text = ''
  for (let unit = 0; unit < character.length; unit++)
    text += `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`
  return text
}
