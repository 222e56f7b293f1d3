import { expect, test } from 'vitest'
import { startConnecting } from '../../../../src/delivery/release/connecting.ts'

test('a connection that is no longer needed is given up, not waited for', async () => {
  let given: AbortSignal | undefined
  const connecting = startConnecting(
    (_, signal) => {
      given = signal
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    },
    '/private',
    new AbortController().signal,
  )
  await connecting.close()
  expect(given?.aborted).toBe(true)
  await expect(connecting.cluster).rejects.toThrow('no longer needed')
})
