import { existsSync, readdirSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { messageOf } from '../../../src/errors.ts'
import { findGomplate } from '../../../src/tools/gomplate.ts'
import { QuickClock } from '../quick-clock.ts'
import { RecordingLogger } from '../recording-logger.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { HOSTILITIES, type Kind, startHostile } from './hostile-server.ts'

const SHA256 = '0'.repeat(64)
const failed = (why: string) =>
  `gomplate 9.8.7 could not be downloaded from URL: ${why}; check "gomplate-base-url", or put gomplate 9.8.7 on the PATH`
const OTHER = 'URL does not have the expected checksum and was not run'

/** What never comes has five minutes: the signal ends it, in another test. */
const ROWS = {
  'an endless body': failed('the answer is larger than 8 MiB'),
  'a small body that becomes a large one': failed('the answer is larger than 8 MiB'),
  'a body that is cut short': failed('other side closed'),
  'a page': OTHER,
  'a content type that is none': OTHER,
  'no JSON': OTHER,
  null: OTHER,
  'an empty object': OTHER,
  'an error that is called a success': OTHER,
  'a list of nothing': OTHER,
  'giant headers': failed('Headers Overflow Error'),
  'redirects in circles': failed('redirect count exceeded'),
  'a redirect to another host': OTHER,
  'a redirect to another port': OTHER,
  'a redirect to nowhere': failed('Invalid URL'),
} satisfies Readonly<Partial<Record<Kind, string>>>

test.each(Object.keys(ROWS) as (keyof typeof ROWS)[])(
  '%s is not run, leaves nothing, and never leads the login away',
  async kind => {
    expect(Object.keys(HOSTILITIES)).toContain(kind)
    const { url, astray } = await startHostile(kind)
    const [folder, cache] = [temporaryFolder(), temporaryFolder()]
    vi.stubEnv('RUNNER_TOOL_CACHE', cache)
    vi.stubEnv('RUNNER_TEMP', folder)
    const finding = findGomplate({
      ...{ version: '9.8.7', checksum: SHA256, baseUrl: url.replace('//', '//user:hidden@') },
      ...{ exec: () => Promise.reject(new Error('nothing may be run')), env: { PATH: '/nowhere' } },
      ...{
        log: new RecordingLogger(),
        platform: { os: 'linux', arch: 'x64' },
        folder,
        clock: new QuickClock(1000),
        mostBytes: 8 * 1024 * 1024,
      },
    })
    const said = await finding.then(({ origin }) => origin, messageOf).finally(() => vi.unstubAllEnvs())
    const expected = ROWS[kind]
    const shown = said.replaceAll(`${url}/v9.8.7/gomplate_linux-amd64`, 'URL')
    expect(shown.slice(0, expected.length)).toBe(expected)
    expect(said).not.toContain('hidden')
    expect([readdirSync(folder), existsSync(`${cache}/gomplate`)]).toEqual([[], false])
    expect(astray.map(({ headers }) => headers.authorization)).toEqual(kind.includes('to another') ? [undefined] : [])
  },
)
