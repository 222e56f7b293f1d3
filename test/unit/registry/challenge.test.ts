import { expect, test } from 'vitest'
import { readChallenges } from '../../../src/registry/challenge.ts'

const read = (header: string) =>
  readChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)])

test.each([
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
    [
      [
        'bearer',
        { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:a/b:pull,push' },
      ],
    ],
  ],
  ['BASIC Realm=plain', [['basic', { realm: 'plain' }]]],
  [
    'Basic realm="a \\"b\\"", Bearer realm="https://x/t"',
    [
      ['basic', { realm: 'a "b"' }],
      ['bearer', { realm: 'https://x/t' }],
    ],
  ],
  ['Basic', [['basic', {}]]],
  [
    'Negotiate, Basic realm="x"',
    [
      ['negotiate', {}],
      ['basic', { realm: 'x' }],
    ],
  ],
  ['', []],
])('%s', (header, challenges) => {
  expect(read(header)).toEqual(challenges)
})
