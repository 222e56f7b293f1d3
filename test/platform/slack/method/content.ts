import { checkBlocks } from '../block/blocks.ts'
import type { Arguments } from '../http/arguments.ts'
import { checkMetadata } from '../metadata.ts'
import { Problem } from '../problem.ts'
import type { Content } from '../state/message.ts'
import type { Parse } from '../state/store.ts'

/** What was sent to be said; a part that was left out comes from `previous`. Throws what Slack would answer. */
export function contentOf(given: Arguments, previous?: Content): Content {
  const text = given.string('text')
  // A text without blocks takes the old blocks away.
  const kept = text === undefined ? (previous?.blocks ?? []) : []
  const blocks = given.has('blocks') ? checkBlocks(given.value('blocks')) : kept
  const metadata = given.has('metadata') ? checkMetadata(given.value('metadata')) : previous?.metadata
  const said = text ?? previous?.text ?? ''
  if (said === '' && blocks.length === 0) throw new Problem('no_text')
  return { text: said, blocks, metadata }
}

/** How the text is to be read; the two methods differ in what they take for granted. */
export function parseOf(given: Arguments, usual: Parse): Parse {
  const asked = given.string('parse')
  if (given.flag('link_names')) return 'full'
  return asked === 'none' || asked === 'full' ? asked : usual
}
