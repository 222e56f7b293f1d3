import { describe, expect, test } from 'vitest'
import { parseVersion, skewProblem } from '../../../src/kubernetes/version.ts'

const version = (text: string) => parseVersion(text) ?? { major: 0, minor: 0, text: 'unread' }

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

describe('skewProblem', () => {
  test.each(['v1.33.0', 'v1.34.9', 'v1.35.0'])('kubectl %s fits a server 1.34', client => {
    expect(skewProblem(version(client), version('v1.34.4'))).toBeUndefined()
  })

  test.each(['v1.32.9', 'v1.36.0', 'v2.34.0'])('kubectl %s does not', client => {
    const problem = skewProblem(version(client), version('v1.34.4'))
    expect(problem).toMatchObject({ reason: 'kubectl-skew', text: expect.stringContaining('install kubectl 1.34') })
  })
})
