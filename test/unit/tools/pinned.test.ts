import { expect, test } from 'vitest'
import { GOMPLATE_CHECKSUMS, platformOf } from '../../../src/tools/pinned.ts'

test('every pinned version has a checksum of its own for every platform', () => {
  const all = Object.values(GOMPLATE_CHECKSUMS).flatMap(checksums => Object.values(checksums))
  expect(all).toHaveLength(Object.keys(GOMPLATE_CHECKSUMS).length * 4)
  expect(new Set(all).size).toBe(all.length)
  for (const checksum of all) expect(checksum).toMatch(/^[0-9a-f]{64}$/)
})

test.each([
  ['linux', 'x64', 'linux-amd64'],
  ['linux', 'arm64', 'linux-arm64'],
  ['darwin', 'x64', 'darwin-amd64'],
  ['darwin', 'arm64', 'darwin-arm64'],
  ['linux', 'ia32', undefined],
  ['win32', 'x64', undefined],
])('%s on %s is %s', (os, arch, platform) => {
  expect(platformOf(os, arch)).toBe(platform)
})
