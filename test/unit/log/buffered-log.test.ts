import { expect, test } from 'vitest'
import { HeldLog } from '../../../src/log/buffered-log.ts'
import { RecordingLogger } from '../recording-logger.ts'

test('holds lines until they are released, then passes on', async () => {
  const [held, log] = [new HeldLog(), new RecordingLogger()]
  held.info('one')
  await held.group('two', async () => held.warning('three'))
  expect(log.lines).toEqual([])
  held.release(log)
  held.debug('four')
  await held.group('five', async () => held.error('six'))
  expect(log.lines).toEqual(['info: one', 'info: two', 'warning: three', 'debug: four', 'group: five', 'error: six'])
})
