import { describe, expect, test } from 'vitest'
import { parseVersion } from '../../../src/domain/kubernetes-version.ts'

describe('parseVersion', () => {
  test.each([
    ['v1.34.4', 1, 34],
    ['1.30.0', 1, 30],
    ['v1.34.4-gke.100', 1, 34],
    ['v1.33.1+k3s1', 1, 33],
  ])('%s', (text, major, minor) => {
    expect(parseVersion(text)).toEqual({ major, minor, text })
  })

  test('gives nothing for what is no version', () => {
    expect(parseVersion('latest')).toBeUndefined()
  })
})
