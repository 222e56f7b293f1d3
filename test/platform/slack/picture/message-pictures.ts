import type { SlackContent } from '../../../../src/slack/message.ts'
import type { Block } from '../schema.ts'
import { type Pictured, picture } from './picture.ts'

const PEOPLE = [
  { id: 'U0ADA0001', name: 'ada' },
  { id: 'U0BEN0001', name: 'ben' },
  { id: 'U0EVE0001', name: 'eve' },
]

/** Some messages as a picture. */
export function draw(title: string, messages: readonly Pictured[]): string {
  return picture(messages, { title, people: PEOPLE })
}

/** A message as our code makes it. `at`: the time that stands beside it. */
export function shown({ text, blocks }: SlackContent, at: string): Pictured {
  const wire: readonly Block[] = JSON.parse(JSON.stringify(blocks))
  return { text, blocks: wire, at }
}

/** The same in the thread of the message above. */
export function reply(content: SlackContent, at: string): Pictured {
  return { ...shown(content, at), reply: true }
}
