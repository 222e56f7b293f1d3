import { expect, test } from 'vitest'
import { BufferedLog } from '../../../src/log/buffered-log.ts'
import { RecordingLogger } from '../recording-logger.ts'

test('holds lines until they are released, then passes on', async () => {
  const [buffered, log] = [new BufferedLog(), new RecordingLogger()]
  buffered.info('one')
  await buffered.group('two', async () => buffered.warning('three'))
  expect(log.lines).toEqual([])
  buffered.flushTo(log)
  buffered.debug('four')
  await buffered.group('five', async () => buffered.error('six'))
  expect(log.lines).toEqual(['info: one', 'info: two', 'warning: three', 'debug: four', 'group: five', 'error: six'])
})
