import { expect, test } from 'vitest'
import { LineWriter } from '../../../src/runner/line-writer.ts'

/** A reader that takes a write when it is told to. */
function slowReader() {
  const writes: string[] = []
  const pending: (() => void)[] = []
  const writer = new LineWriter({
    write: (text, done) => {
      writes.push(text)
      pending.push(done)
    },
  })
  const take = () => pending.shift()?.()
  return { writer, writes, pending, take }
}

test('a line goes out at once while the reader keeps up', () => {
  const { writer, writes } = slowReader()
  writer.line('one')
  writer.line('two')
  expect(writes).toEqual(['one\n', 'two\n'])
})

test('what is written and not read yet is at most 64 KiB, and the line that reached that', () => {
  const { writer, writes } = slowReader()
  writer.line('x'.repeat(64 * 1024 - 2))
  writer.line('')
  writer.line('waits')
  expect(writes).toHaveLength(2)
})

test('many lines are few writes, of which few are under way, in their order', () => {
  const { writer, writes, pending, take } = slowReader()
  const lines = Array.from({ length: 200_000 }, (_, index) => `${index}`)
  let most = 0
  for (const line of lines) writer.line(line)
  while (pending.length > 0) {
    most = Math.max(most, pending.length)
    take()
  }
  // The first 64 KiB line by line, before it shows that nobody reads.
  expect(most).toBeLessThan(15_000)
  expect(writes.length).toBeLessThan(15_000)
  expect(writes.join('') === `${lines.join('\n')}\n`).toBe(true)
})

test('who prints much has room again when most of it was read', async () => {
  const { writer, pending, take } = slowReader()
  for (let count = 0; count < 30; count++) writer.line('x'.repeat(100_000))
  let hasRoom = false
  const room = writer.room().then(() => {
    hasRoom = true
  })
  await Promise.resolve()
  expect(hasRoom).toBe(false)
  for (let count = 0; count < 25; count++) take()
  await room
  expect(pending.length).toBeGreaterThan(0)
})

test('a little leaves room, and is flushed when it was read', async () => {
  const { writer, take } = slowReader()
  writer.line('one')
  await writer.room()
  let isFlushed = false
  const flushed = writer.flushed().then(() => {
    isFlushed = true
  })
  await Promise.resolve()
  expect(isFlushed).toBe(false)
  take()
  await flushed
  await writer.flushed()
})
