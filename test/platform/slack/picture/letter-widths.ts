/** Widths of letters in thousandths of the size, as in Helvetica and Arial: those of the fonts in use are close to it. */
const WIDTHS: readonly (readonly [letters: string, width: number])[] = [
  ["ijl'", 222],
  ['!,./:;I[]\\ft ·|', 278],
  ['()-r`{}', 333],
  ['"•', 355],
  ['*', 389],
  ['^', 469],
  ['cksvxyzJ', 500],
  ['#$?_0123456789abdeghnopquL–', 556],
  ['+<=>~', 584],
  ['FTZ', 611],
  ['&ABEKPSVXY', 667],
  ['wCDHNRU', 722],
  ['GOQ', 778],
  ['mM', 833],
  ['%', 889],
  ['W', 944],
  ['—…→', 1000],
  ['@', 1015],
]

const BY_LETTER: ReadonlyMap<string, number> = new Map(
  WIDTHS.flatMap(([letters, width]) => [...letters].map(letter => [letter, width / 1000])),
)

/** Wide scripts, such as Chinese, take a square; what is left is as wide as a digit. */
export function letterWidth(letter: string): number {
  return BY_LETTER.get(letter) ?? (/[\u2e80-\uffff]|[\u{20000}-\u{3ffff}]/u.test(letter) ? 1 : 0.6)
}
