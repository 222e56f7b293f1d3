import { afterEach, beforeEach, expect, test } from 'vitest'
import { ScanStage, slackToken } from '../platform/stage/scan-stage.ts'
import { usePlatform } from '../platform/vitest/use-platform.ts'

const platform = usePlatform()
let stage: ScanStage
beforeEach(async () => {
  stage = await ScanStage.open()
})
afterEach(() => stage.close())

test('the template, twice in a row by the clock: the second run edits and posts nothing; then all is live', async () => {
  const sha = await stage.merge('hello', 'Greet people', 30)
  const first = await stage.runTemplate(platform.bin, 'schedule')
  expect([first.exitCode, first.outputs]).toMatchObject([0, { outcome: 'success', problems: '[]' }])
  expect(first.entries.map(({ entry }) => entry.slice(entry.lastIndexOf('/') + 1))).toEqual(['notify-stale.js'])
  expect(stage.slack.notifications.map(({ pings }) => pings)).toEqual([['@U0ADA0001'], ['@U0ADA0001']])
  expect(stage.shown()).toContain(sha)

  const second = await stage.runTemplate(platform.bin, 'schedule')
  expect(JSON.parse(second.outputs.messages ?? '')).toMatchObject([{ action: 'edit' }, { action: 'edit' }])
  expect(stage.slack.notifications).toHaveLength(2)
  expect([stage.posts().length, stage.posts()[0]?.revisions.length]).toEqual([1, 2])

  for (const environment of ['staging', 'production']) await stage.deploy('hello', sha, environment)
  const third = await stage.runTemplate(platform.bin, 'schedule')
  expect(JSON.parse(third.outputs.messages ?? '')).toMatchObject([{ action: 'done' }, { action: 'done' }])
  for (const { raw } of [first, second, third]) expect(raw).not.toContain(slackToken)
})

test('the template by hand: a dry run by default', async () => {
  await stage.merge('hello', 'Greet people', 9)
  const dry = await stage.runTemplate(platform.bin, 'workflow_dispatch', { 'dry-run': 'true' })
  expect([dry.exitCode, dry.outputs.outcome]).toEqual([0, 'success'])
  expect(stage.posts()).toEqual([])
  await stage.runTemplate(platform.bin, 'workflow_dispatch', { 'dry-run': 'false' })
  expect(stage.posts()).toHaveLength(1)
})
