import { context, section, sizeOf } from './blocks.ts'
import { SLACK_LIMITS } from './limits.ts'
import type { SlackBlock } from './message.ts'

/** Lines of mrkdwn that may be shortened, from the end, by whole lines. */
export interface Lines {
  /** Stands above the lines, in the same paragraph. */
  readonly title?: string
  readonly lines: readonly string[]
  /** The last line in place of those that did not fit: `and 7 more`, with a link to all of them. */
  readonly more: (left: number) => string
}

/** A block that is always shown, or lines that share what is left. */
export type Part = SlackBlock | Lines

interface Share {
  readonly lines: Lines
  shown: number
  open: boolean
}

/**
 * The blocks of a message that Slack takes whatever its length. Blocks are all kept; lines get what is left, each list in
 * turn one line more, so that no list crowds out another. When there are more lists than fit, the last ones are left out and
 * `rest` says how many.
 */
export function layOut(parts: readonly Part[], rest: (left: number) => string): SlackBlock[] {
  const lists = parts.filter(isLines).length
  for (let kept = lists; kept >= 0; kept -= 1) {
    const found = fill(parts, kept, rest)
    if (found !== undefined) return found
  }
  throw new Error('the fixed blocks of a Slack message are too long')
}

/** The message with the first `kept` lists; undefined when these do not even fit with all their lines left out. */
function fill(parts: readonly Part[], kept: number, rest: (left: number) => string): SlackBlock[] | undefined {
  const shares = parts.filter(isLines).map((lines): Share => ({ lines, shown: 0, open: true }))
  const dropped = shares.splice(kept).length
  const blocks = () => {
    const left = shares[Symbol.iterator]()
    const laid = parts.flatMap(part => (isLines(part) ? sections(left.next().value) : [part]))
    return dropped === 0 ? laid : [...laid, context(rest(dropped))]
  }
  if (!fits(blocks())) return undefined
  while (shares.some(({ open }) => open)) {
    for (const share of shares) {
      if (!share.open) continue
      share.shown += 1
      share.open = share.shown <= share.lines.lines.length && fits(blocks())
      if (!share.open) share.shown -= 1
    }
  }
  return blocks()
}

function fits(blocks: readonly SlackBlock[]): boolean {
  return blocks.length <= SLACK_LIMITS.blocks && sizeOf(blocks) <= SLACK_LIMITS.message
}

/** One list in as few paragraphs as it needs. A line that fits into no paragraph is counted among those left out. */
function sections(share: Share | undefined): SlackBlock[] {
  if (share === undefined) return []
  const { title, lines, more } = share.lines
  const shown = lines.slice(0, share.shown).filter(line => line.length <= SLACK_LIMITS.sectionText)
  const left = lines.length - shown.length
  const all = [...(title === undefined ? [] : [title]), ...shown, ...(left === 0 ? [] : [more(left)])]
  const paragraphs: string[] = []
  for (const line of all) {
    const last = paragraphs.at(-1)
    const joined = last === undefined ? line : `${last}\n${line}`
    if (last === undefined || joined.length > SLACK_LIMITS.sectionText) paragraphs.push(line)
    else paragraphs[paragraphs.length - 1] = joined
  }
  return paragraphs.map(section)
}

function isLines(part: Part): part is Lines {
  return 'lines' in part
}
