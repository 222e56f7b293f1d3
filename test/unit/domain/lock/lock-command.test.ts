import { expect, test } from 'vitest'
import { unlockCommand } from '../../../../src/domain/lock/lock-command.ts'

test.each([
  [undefined, undefined, false, 'commit-train unlock all'],
  [undefined, 'production', false, 'commit-train unlock production'],
  [undefined, 'production', true, 'commit-train unlock production --shared'],
  ['hello', undefined, true, 'commit-train unlock hello all'],
  ['hello', 'EU/Prod', true, 'commit-train unlock hello EU/Prod'],
  ['hello', 'Größe', false, 'commit-train unlock hello Größe'],
  [undefined, "it's $(rm -rf /)", false, `commit-train unlock 'it'\\''s $(rm -rf /)'`],
  [undefined, '-x', false, "commit-train unlock '-x'"],
])('%s, %s', (service, environment, isShared, command) => {
  expect(unlockCommand({ service, environment }, isShared)).toBe(command)
})
