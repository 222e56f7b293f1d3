import { expect, test } from 'vitest'
import { serviceOfTask, taskOf } from '../../../src/domain/deployment-task.ts'

test.each([
  ['deploy', ['web'], 'web'],
  ['deploy', ['web', 'api'], undefined],
  ['deploy:api', ['web', 'api'], 'api'],
  ['deploy:API', ['web', 'api'], 'api'],
  ['deploy:docs', ['web'], undefined],
  ['deploys', ['web'], undefined],
  ['pages', ['web'], undefined],
])('task %s with services %j is of %s', (task, services, service) => {
  expect(serviceOfTask(task, services)).toBe(service)
})

test.each([
  ['web', ['web'], 'deploy'],
  ['api', ['web', 'api'], 'deploy:api'],
])('%s of %j is asked for with %s', (service, services, task) => {
  expect(taskOf(service, services)).toBe(task)
})
