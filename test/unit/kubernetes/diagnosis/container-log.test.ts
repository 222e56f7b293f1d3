import { describe, expect, test } from 'vitest'
import type { ContainerStatus } from '../../../../src/kubernetes/api/pods-and-events.ts'
import type { Cause } from '../../../../src/kubernetes/diagnosis/cause.ts'
import { readLog } from '../../../../src/kubernetes/diagnosis/container-log.ts'
import type { CauseCode } from '../../../../src/reasons/causes.ts'
import { HeldClock } from '../../held-clock.ts'
import { pod } from '../workload-facts.ts'

interface Logs {
  readonly current?: string
  readonly previous?: string
  readonly code?: CauseCode
  readonly status?: Partial<ContainerStatus>
}

/** What is shown of a container that wrote this in its present run and in the one before. */
function shown({ current = '', previous = '', code = 'crash', status = {} }: Logs) {
  const client = { text: async (_: string, options = {}) => (isPrevious(options) ? previous : current) }
  const source = { client, clock: new HeldClock(), redact: (text: string) => text.replaceAll('secret', '***') }
  return readLog(source, { ...CAUSE, code }, [pod(status)])
}

const CAUSE: Cause = {
  ...{ object: 'Deployment/web', namespace: 'shop', pod: 'web-a', container: 'app' },
  ...{ code: 'crash', text: '', advice: '', fatality: 'fatal' },
}

const isPrevious = ({ query }: { readonly query?: Readonly<Record<string, string>> }) => query?.previous === 'true'
const linesOf = async (logs: Logs) => (await shown(logs))?.lines

describe('whose lines', () => {
  test.each<[string, Logs, readonly string[] | undefined, boolean | undefined]>([
    ['of the present run', { current: 'now' }, ['now'], false],
    ['of the run before, where the present one wrote nothing', { previous: 'then' }, ['then'], true],
    ['of the present run, where both wrote and it has ended', { current: 'now', previous: 'then' }, ['now'], false],
    [
      'of the run before, where it runs again',
      { current: 'now', previous: 'then', status: { state: { running: {} } } },
      ['then'],
      true,
    ],
    [
      'of the present run, which is not ready',
      { current: 'now', previous: 'then', status: { state: { running: {} } }, code: 'not-ready' },
      ['now'],
      false,
    ],
    [
      'of the present run, an init container that does not end',
      { current: 'now', previous: 'then', status: { state: { running: {} } }, code: 'init-running' },
      ['now'],
      false,
    ],
    ['of one that was injected', { current: 'now', code: 'injected-container-failed' }, ['now'], false],
    ['none', {}, undefined, undefined],
    ['none of what never ran', { current: 'now', code: 'image-not-found' }, undefined, undefined],
    ['none of what never ran, whatever was before', { previous: 'x', code: 'config-missing' }, undefined, undefined],
  ])('%s', async (_, logs, lines, previous) => {
    const log = await shown(logs)
    expect([log?.lines, log?.previous]).toEqual([lines, previous])
  })

  test.each<CauseCode>(['crash', 'out-of-memory', 'liveness-failed', 'startup-failed', 'post-start-failed'])(
    '%s has some',
    async code => {
      expect(await shown({ current: 'now', code })).toEqual({
        ...{ pod: 'web-a', container: 'app', lines: ['now'], previous: false },
      })
    },
  )
})

test.each([
  ['spaces at the end and empty lines go', 'a  \r\n\n  b\t\n', ['a', '  b']],
  ['what would move the cursor or begin a line', 'a\u001B[2J\rb\u2028c\u202E\td', ['a [2J b c \td']],
  ['half of a character', 'a\uD800', ['a\uFFFD']],
  ['what the kubelet says of itself', 'unable to retrieve container logs for x\nhello', ['hello']],
  ['secrets are hidden', 'the secret', ['the ***']],
  ['of 500 characters', 'x'.repeat(500), ['x'.repeat(500)]],
  ['of 501', 'x'.repeat(501), [`${'x'.repeat(499)}…`]],
])('lines: %s', async (_, current, lines) => {
  expect(await linesOf({ current })).toEqual(lines)
})

test('the last 25 lines', async () => {
  const lines = Array.from({ length: 26 }, (_, at) => `line ${at}`)
  expect(await linesOf({ current: lines.join('\n') })).toEqual(lines.slice(1))
})

test('a last line that the limit of 64 KiB has cut is left out', async () => {
  const line = `${'x'.repeat(63)}\n`
  const whole = line.repeat(1023)
  expect(await linesOf({ current: `${whole}${'y'.repeat(63)}` })).toHaveLength(25)
  expect((await linesOf({ current: `${whole}${'y'.repeat(63)}` }))?.at(-1)).toBe('y'.repeat(63))
  expect((await linesOf({ current: `${whole}${'y'.repeat(64)}` }))?.at(-1)).toBe('x'.repeat(63))
})

describe('asking', () => {
  /** Never answers, but ends with its signal. */
  function silent() {
    const asked: string[] = []
    const clock = new HeldClock()
    const text = (path: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<string> => {
      asked.push(path)
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
    }
    return { asked, clock, source: { client: { text }, clock, redact: (line: string) => line } }
  }

  test('is given up after 2 s: a log is never waited for', async () => {
    const { asked, clock, source } = silent()
    let log: unknown = 'none yet'
    const read = readLog(source, CAUSE, []).then(found => {
      log = found
    })
    await clock.advance(1999)
    expect(log).toBe('none yet')
    await clock.advance(1)
    await read
    expect(log).toBeUndefined()
    expect(asked).toEqual(Array(2).fill('/api/v1/namespaces/shop/pods/web-a/log'))
  })

  test('leaves no time limit behind', async () => {
    const clock = new HeldClock()
    const source = { client: { text: async () => 'now' }, clock, redact: (line: string) => line }
    expect(await readLog(source, CAUSE, [])).toMatchObject({ lines: ['now'] })
    expect(clock.sleeping).toBe(0)
  })

  test('ends with the run', async () => {
    const { source } = silent()
    const stop = new AbortController()
    const read = readLog(source, CAUSE, [], stop.signal)
    stop.abort(new Error('stopped'))
    await expect(read).rejects.toThrow('stopped')
  })

  test.each(['pod', 'container'] as const)('needs a %s', async part => {
    const { asked, source } = silent()
    const { [part]: _, ...cause } = CAUSE
    expect(await readLog(source, cause, [])).toBeUndefined()
    expect(asked).toEqual([])
  })
})
