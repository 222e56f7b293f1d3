import { expect, test } from 'vitest'
import { ObjectCache } from '../../../../src/kubernetes/api/object-cache.ts'

const cache = () => {
  const made = new ObjectCache<{ metadata: { name: string; uid: string }; seen?: string }>({
    onChange: () => undefined,
    onInterruption: () => undefined,
    transform: item => ({ ...item, seen: item.seen?.replace('hunter2', '***') ?? '' }),
  })
  made.replaced([{ metadata: { name: 'migrate', uid: 'j-1' }, seen: 'hunter2 at first' }])
  return made
}

test('what is deleted is kept as the event shows it, without secrets', () => {
  const objects = cache()
  expect(objects.deleted('migrate')).toBeUndefined()
  objects.changed('DELETED', { metadata: { name: 'migrate', uid: 'j-1' }, seen: 'hunter2 at last' })
  expect(objects.get('migrate')).toBeUndefined()
  expect(objects.deleted('migrate')).toMatchObject({ seen: '*** at last' })
})

test('what a new list does not have is deleted, as it was last seen', () => {
  const objects = cache()
  objects.replaced([])
  expect(objects.deleted('migrate')).toMatchObject({ metadata: { uid: 'j-1' }, seen: '*** at first' })
})

test('what is there again is not deleted', () => {
  const objects = cache()
  objects.changed('DELETED', { metadata: { name: 'migrate', uid: 'j-1' } })
  objects.changed('ADDED', { metadata: { name: 'migrate', uid: 'j-2' } })
  expect(objects.deleted('migrate')).toBeUndefined()
})
