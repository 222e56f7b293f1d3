import { expect, test } from 'vitest'
import type { GroupEnd, ProcessGroup } from '../../../src/process/group.ts'
import { endOfGroup, untilAborted } from '../../../src/process/wait.ts'

/** A program that runs until it is stopped. */
function running() {
  const { promise: ended, resolve } = Promise.withResolvers<GroupEnd>()
  let stops = 0
  const stop = async (): Promise<void> => {
    stops += 1
    resolve({ exitCode: undefined, signal: 'SIGINT' })
  }
  return { group: { ended, stop } as unknown as ProcessGroup, exit: resolve, stops: () => stops }
}

const reason = new Error('this run was stopped')

test('a program that ends by itself', async () => {
  const { group, exit, stops } = running()
  exit({ exitCode: 3, signal: undefined })
  expect(await endOfGroup(group, new AbortController().signal)).toEqual({ exitCode: 3, signal: undefined })
  expect(stops()).toBe(0)
})

test.each(['before', 'while it runs'])('a run that is stopped %s stops the program, and says why', async when => {
  const abort = new AbortController()
  const { group, stops } = running()
  if (when === 'before') abort.abort(reason)
  const waiting = endOfGroup(group, abort.signal)
  abort.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  expect(stops()).toBe(1)
})

test.each(['before', 'while it goes on'])(
  'work that goes on by itself is left when the run is stopped %s',
  async when => {
    const abort = new AbortController()
    if (when === 'before') abort.abort(reason)
    const waiting = untilAborted(new Promise(() => undefined), abort.signal)
    abort.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  },
)
