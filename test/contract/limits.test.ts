import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MOST_TASK_MASKED_CHARACTERS, MOST_TASK_MASKS } from '../../src/delivery/image/tasks/task-output.ts'
import { TRUNK_PAGES } from '../../src/domain/history/first-parents.ts'
import { MOST_GIT_OUTPUT } from '../../src/git/git.ts'
import { MOST_ATTESTATION, MOST_ATTESTATIONS } from '../../src/github/attestations/read-attestations.ts'
import { MOST_GITHUB_ANSWER } from '../../src/github/client.ts'
import { MOST_MESSAGE_STEPS } from '../../src/github/history/service-commits.ts'
import { MOST_LIST_PAGES, PAGE_SIZE } from '../../src/github/pages.ts'
import { MOST_PATH_STEPS } from '../../src/github/scan/changed-paths.ts'
import { LONGEST_MESSAGE } from '../../src/kubernetes/api/error.ts'
import { MOST_CLUSTER_ANSWER, MOST_CLUSTER_EVENT } from '../../src/kubernetes/api/socket-http.ts'
import { MOST_OUTPUT } from '../../src/process/spawn-exec.ts'
import { SUBJECTS } from '../../src/reasons/registry.ts'
import { MAX_BODY_BYTES } from '../../src/registry/http.ts'
import { MOST_ENTRIES } from '../../src/registry/image-index.ts'
import { MOST_SLACK_ANSWER } from '../../src/slack/api.ts'
import { SEARCH } from '../../src/slack/history-search.ts'
import { MOST_DOWNLOAD } from '../../src/tools/fetch-file.ts'

const root = join(import.meta.dirname, '../..')
const rows = readFileSync(join(root, 'docs/limits.md'), 'utf8')
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| what '))
  .map(line => line.slice(2, -2).split(' | '))

const mib = (bytes: number): string => `${bytes / 1024 / 1024} MiB`
const amount = (count: number): string => count.toLocaleString('en')

/** The limits as the code has them, by the beginning of their row. */
const LIMITS: readonly (readonly [string, string])[] = [
  ['output of a program', mib(MOST_OUTPUT)],
  ['output of git', mib(MOST_GIT_OUTPUT)],
  ['values that a task may', `${amount(MOST_TASK_MASKS)}, ${amount(MOST_TASK_MASKED_CHARACTERS)} characters`],
  ['answer of GitHub', mib(MOST_GITHUB_ANSWER)],
  ['attestations of one image', `the newest ${MOST_ATTESTATIONS}, ${mib(MOST_ATTESTATION)} each`],
  ['a list of GitHub that is not counted', `${MOST_LIST_PAGES} pages of ${PAGE_SIZE}`],
  ['commits that are looked through', `${TRUNK_PAGES} pages of 100`],
  ['answer of Slack', mib(MOST_SLACK_ANSWER)],
  ['messages of a channel', `${SEARCH.pages} pages of ${SEARCH.perPage}`],
  ['answer of a registry', mib(MAX_BODY_BYTES)],
  ['images of one index', `${MOST_ENTRIES}`],
  ['answer of the API server', mib(MOST_CLUSTER_ANSWER)],
  ['one event of a watch', mib(MOST_CLUSTER_EVENT)],
  ['a message of the API server', `${amount(LONGEST_MESSAGE)} characters`],
  ['download of gomplate', `${mib(MOST_DOWNLOAD)}, 5 min`],
  ['the same for the train', `${amount(MOST_MESSAGE_STEPS)} steps`],
  ['comparing the paths', `${amount(MOST_PATH_STEPS)} steps, some seconds`],
]

test.each(LIMITS)('docs/limits.md has the limit of the code: %s', (what, limit) => {
  const found = rows.filter(([name = '']) => name.startsWith(what))
  expect(found.map(row => row[1])).toEqual([limit])
})

test('docs/limits.md names reasons that there are', () => {
  const known = SUBJECTS.flatMap(({ reasons }) => Object.keys(reasons))
  const named = rows.flatMap(([, , read = '']) => /^`([a-z-]+)`/.exec(read)?.[1] ?? [])
  expect(named.filter(code => !known.includes(code))).toEqual([])
  expect(named.length).toBeGreaterThan(5)
})

test.each(rows)('docs/limits.md names a test that is there: %s', (_what, _limit, _read, shown = '') => {
  const [, file = '', name = ''] = /^`(test\/unit\/[^`]+)`: (.+)$/.exec(shown) ?? []
  expect(readFileSync(join(root, file), 'utf8')).toContain(name)
})
