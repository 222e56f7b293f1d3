import { expect, test } from 'vitest'
import { wordsOfLine } from '../../../../src/commands/grammar/first-line.ts'
import { deployLine } from '../../../../src/domain/deployment/deploy-line.ts'

const sha = '3f2c1ab'.padEnd(40, '0')

test.each([
  [{ service: 'hello', task: 'deploy', environment: 'staging', sha }, 'commit-train deploy staging 3f2c1ab'],
  [
    { service: 'web', task: 'deploy:web', environment: 'staging', sha, repository: 'acme/shop' },
    'commit-train deploy web staging 3f2c1ab --repo acme/shop',
  ],
  [
    { service: 'web', task: 'deploy:web', environment: "pro'd; rm -rf /", sha },
    "commit-train deploy web 'pro'\\''d; rm -rf /' 3f2c1ab",
  ],
])('%j', (asked, line) => {
  expect(deployLine(asked)).toBe(line)
  // The grammar reads it as a shell does.
  expect(wordsOfLine(line)).toContain(asked.environment)
})
