import { expect, test } from 'vitest'
import { actionLine } from '../../../../../src/delivery/stale/messages/action-line.ts'
import type { MessageAction } from '../../../../../src/delivery/stale/messages/deliver-step.ts'

const line = (action: MessageAction['action'], services: number, newCommits: number, dryRun = false) =>
  actionLine({ environment: 'production', channel: 'C1', ts: '1', action, services, newCommits }, dryRun)

test.each<[MessageAction['action'], string, string]>([
  ['post', 'posted', 'would be posted'],
  ['edit', 'edited', 'would be edited'],
  ['reply', 'replied', 'would get a reply'],
  ['done', 'marked as done', 'would be marked as done'],
  ['renew', 'continued in a new message', 'would be continued in a new message'],
  ['close', 'closed: continued in a newer message', 'would be closed: continued in a newer message'],
])('%s: %s; in a dry run: %s', (action, done, would) => {
  expect(line(action, 0, 0)).toBe(`C1, production: the message ${done}`)
  expect(line(action, 0, 0, true)).toBe(`C1, production: the message ${would}`)
})

test.each([
  [0, 1, ''],
  [1, 0, ' (1 service)'],
  [2, 1, ' (2 services, 1 new commit)'],
  [1, 2, ' (1 service, 2 new commits)'],
])('of %i services and %i new commits', (services, newCommits, about) => {
  expect(line('post', services, newCommits)).toBe(`C1, production: the message posted${about}`)
})
