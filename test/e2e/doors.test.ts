import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { transcriptPage, withoutTimes } from '../doors/page.ts'
import { ANSWERS, shapeOf } from '../doors/story.ts'
import { playBoth } from '../platform/doors/play-both.ts'
import { LiveStage } from '../platform/stage/live-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
beforeAll(() => LiveStage.pushImage(platform))

/** What serves after each command, whatever any record says. */
const LIVE = [
  { staging: 'nothing', production: 'nothing' },
  { staging: 'Pay by card (#412)', production: 'nothing' },
  { staging: 'Pay by card (#412)', production: 'Pay by card (#412)' },
  // What did not start was restored.
  { staging: 'Pay by card (#412)', production: 'Pay by card (#412)' },
  { staging: 'Pay by card (#412)', production: 'Round all amounts down (#414)' },
  ...Array.from({ length: 6 }, () => ({ staging: 'Pay by card (#412)', production: 'Pay by card (#412)' })),
]

test('one story through both doors on a cluster: the same answers, the truth, and the page in docs', async () => {
  const { terminal, comments } = await playBoth(platform)
  for (const lines of [terminal, comments]) {
    expect(lines.map(({ login, words, answer }) => [login, words, answer.code])).toEqual(ANSWERS)
    expect(lines.map(({ live }) => live)).toEqual(LIVE)
  }
  for (const [at, { answer }] of comments.entries()) expect(shapeOf(answer)).toEqual(shapeOf(terminal[at]?.answer))
  const page = readFileSync(join(import.meta.dirname, '../../docs/transcript.md'), 'utf8')
  expect(withoutTimes(transcriptPage({ terminal, comments }))).toEqual(withoutTimes(page))
})
