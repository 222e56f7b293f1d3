import { expect, test } from 'vitest'
import { gomplateEnvironment } from '../../../src/gomplate/environment.ts'

test('what gomplate has, whatever the job has: no network, no metadata service, the same words and times everywhere', () => {
  const { HTTP_PROXY, ...others } = gomplateEnvironment('/private', { MINE: 'mine' })
  expect(HTTP_PROXY).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(others).toEqual({
    ...{ PATH: '/usr/bin:/bin', HOME: '/private', TZ: 'UTC', LANG: 'C.UTF-8', MINE: 'mine' },
    ...{ HTTPS_PROXY: HTTP_PROXY, ALL_PROXY: HTTP_PROXY, AWS_EC2_METADATA_DISABLED: 'true' },
  })
})

test.each(['PATH', 'HOME', 'TZ', 'AWS_EC2_METADATA_DISABLED', 'GOMPLATE_X', 'NO_PROXY', 'https_proxy', 'all_proxy'])(
  'a secret may not be called %s',
  name => {
    expect(() => gomplateEnvironment('/private', { [name]: 'x' })).toThrow(`"secret-env": ${name} would change`)
  },
)

test.each(['MY_PATH', 'XGOMPLATE_', 'NO_PROXY_', 'PROXY'])('one may be called %s', name => {
  expect(gomplateEnvironment('/private', { [name]: 'x' })).toMatchObject({ [name]: 'x' })
})
