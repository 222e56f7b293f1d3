import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { stripUnknownKeys, UNKNOWN_TO_ACT } from '../../platform/workflows/unknown-keys.ts'

const TEXT = `# a comment
on:
  schedule:
    - cron: '0 9 * * *'
      timezone: Europe/Berlin
concurrency: { group: a, queue: max }
jobs:
  one:
    environment: { name: staging, deployment: false }
    concurrency:
      group: b
      queue: max
      cancel-in-progress: false
    steps: [{ run: echo queue, with: { deployment: false, timezone: x, queue: y } }]
  two:
    environment: staging
    concurrency: b
`

describe('what act does not know', () => {
  test('is left out where it means what GitHub means, and is named', () => {
    const { text: stripped, left } = stripUnknownKeys(TEXT)
    expect(left).toEqual([
      'jobs.one.environment.deployment',
      'jobs.one.concurrency.queue',
      'concurrency.queue',
      'on.schedule.0.timezone',
    ])
    expect(parse(stripped)).toEqual({
      on: { schedule: [{ cron: '0 9 * * *' }] },
      concurrency: { group: 'a' },
      jobs: {
        one: {
          environment: { name: 'staging' },
          concurrency: { group: 'b', 'cancel-in-progress': false },
          steps: [{ run: 'echo queue', with: { deployment: false, timezone: 'x', queue: 'y' } }],
        },
        two: { environment: 'staging', concurrency: 'b' },
      },
    })
    expect(stripped).toContain('# a comment')
  })

  test('a file without any of it stays as it is, to the letter', () => {
    const plain = 'on:   push\njobs: {a: {runs-on: x}}\n'
    expect(stripUnknownKeys(plain)).toEqual({ text: plain, left: [] })
  })

  test('every pattern is used by the text above', () => {
    const { left } = stripUnknownKeys(TEXT)
    for (const pattern of Object.keys(UNKNOWN_TO_ACT)) {
      const regex = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}$`)
      expect(left.some(path => regex.test(path))).toBe(true)
    }
  })

  test('what is no YAML is an error', () => {
    expect(() => stripUnknownKeys('a: [b')).toThrow(/not YAML/)
  })

  test('nothing else of the reusable workflow is touched', () => {
    const whole = readFileSync(join(import.meta.dirname, '../../../.github/workflows/deploy.yml'), 'utf8')
    expect(stripUnknownKeys(whole).left).toEqual([
      'jobs.deploy.environment.deployment',
      'jobs.deploy.concurrency.queue',
    ])
  })
})
