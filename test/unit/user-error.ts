import { inspect } from 'node:util'
import { expect } from 'vitest'
import { UserError } from '../../src/errors.ts'

/** The `UserError` that work ends with: one line, and nowhere in it, nor in what caused it, the secret. */
export async function userErrorOf(work: Promise<unknown>, secret: string): Promise<UserError> {
  const thrown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(thrown instanceof UserError)) throw new Error(`not a UserError: ${inspect(thrown)}`)
  expect(thrown.message).not.toContain('\n')
  expect(inspect(thrown, { depth: 20 })).not.toContain(secret)
  return thrown
}
