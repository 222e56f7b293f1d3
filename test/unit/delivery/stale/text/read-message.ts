import { expect } from 'vitest'
import { staleMessage } from '../../../../../src/delivery/stale/text/stale-message.ts'
import type { SlackContent } from '../../../../../src/slack/message.ts'
import { checkBlocks } from '../../../../platform/slack/block/blocks.ts'
import { pingsOf } from '../../../../platform/slack/mrkdwn/pings.ts'
import type { Block } from '../../../../platform/slack/schema.ts'
import { linesOf, NOW, rendering, type ServiceFacts, waiting } from '../waiting-services.ts'

/** What a person reads; Slack would take it. */
export function shown({ blocks, text }: SlackContent): string {
  checkBlocks(blocks)
  expect(text.length).toBeLessThan(1000)
  return blocks
    .flatMap(block => {
      if (block.type === 'header') return block.text.text
      if (block.type === 'section') return block.text.text
      return block.type === 'context' ? block.elements.map(({ text: said }) => said) : []
    })
    .join('\n')
}

export function pings(content: SlackContent): readonly string[] {
  return pingsOf(content as unknown as { text: string; blocks: readonly Block[] }, 'none')
}

export function message(of: ServiceFacts, now = NOW): string {
  return shown(staleMessage('production', linesOf([waiting(of, now)], undefined, now), 'post', { ...rendering, now }))
}
