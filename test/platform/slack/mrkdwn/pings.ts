import type { Block, TextObject } from '../schema.ts'
import type { Parse } from '../state/store.ts'
import { type Broadcast, parse } from './parse.ts'

/** A mention that notifies: `@U0123ABCD`, `@channel`, `@here`, `@everyone`, `@S0123ABCD` for a group of people. */
export type Ping = `@${string}`

/**
 * Whom a message would notify if it were posted: all that are named in its text or in any of its blocks.
 * Where Slack might notify, this says that it does, so that a test which finds no mention has shown something.
 */
export function pingsOf(message: { readonly text: string; readonly blocks: readonly Block[] }, read: Parse): Ping[] {
  const found = [...namedIn(message.text), ...(read === 'none' ? [] : bareIn(message.text))]
  for (const one of message.blocks.flatMap(textsOf)) {
    if (one.type !== 'mrkdwn') continue
    found.push(...namedIn(one.text))
    // Without `verbatim`, Slack also reads what is not in brackets.
    if (one.verbatim !== true) found.push(...bareIn(one.text))
  }
  return [...new Set(found)]
}

/** All texts of a block, in the order in which they are read. */
export function textsOf(block: Block): readonly TextObject[] {
  switch (block.type) {
    case 'header':
      return [block.text]
    case 'section':
      return [...(block.text === undefined ? [] : [block.text]), ...(block.fields ?? [])]
    case 'context':
      return block.elements.filter(element => element.type !== 'image')
    case 'divider':
      return []
  }
}

function namedIn(mrkdwn: string): Ping[] {
  return parse(mrkdwn).flatMap((piece): Ping[] => {
    switch (piece.kind) {
      case 'user':
      case 'usergroup':
        return [`@${piece.id}`]
      case 'broadcast':
        return [`@${piece.to}`]
      default:
        return []
    }
  })
}

function bareIn(mrkdwn: string): Ping[] {
  const texts = parse(mrkdwn).flatMap(piece => (piece.kind === 'text' ? [piece.text] : []))
  return texts.flatMap(text =>
    [...text.matchAll(/(?<![\w@])@(channel|here|everyone)\b/g)].map((match): Ping => `@${match[1] as Broadcast}`),
  )
}
