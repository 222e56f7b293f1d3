import { describe, expect, test } from 'vitest'
import { cachedRows, missing, runTasks, type Task } from '../../../script/setup/graph.ts'

const quiet = () => {}

function task(name: string, more: Partial<Task> = {}): Task {
  return {
    name,
    title: name,
    needs: [],
    cost: 1,
    how: 'built',
    done: async () => false,
    run: async () => {},
    ...more,
  }
}

describe('what is missing', () => {
  const fetched = task('fetch')
  const compiled = task('compile', { needs: ['fetch'] })
  const ready = task('ready', { needs: ['fetch'], done: async () => true })

  test.each<[string, Task[], string[], string[]]>([
    ['needs come first', [compiled, fetched], ['compile'], ['fetch', 'compile']],
    ['nothing that was not asked for', [compiled, fetched, task('other')], ['fetch'], ['fetch']],
    ['nothing for what is there', [ready, fetched], ['ready'], []],
    ['each once', [compiled, fetched], ['compile', 'fetch', 'compile'], ['fetch', 'compile']],
  ])('%s', async (_, tasks, wanted, names) => {
    expect([...(await missing(tasks, wanted)).keys()]).toEqual(names)
  })

  test('tasks that need each other are a mistake', async () => {
    const tasks = [task('a', { needs: ['b'] }), task('b', { needs: ['a'] })]
    await expect(missing(tasks, ['a'])).rejects.toThrow('a > b > a')
  })

  test('so is an unknown name', async () => {
    await expect(missing([], ['a'])).rejects.toThrow('no set-up task is named a')
  })
})

describe('running', () => {
  /** Runs the tasks, each of which ends when the test ends it, and notes what was started. */
  function controlled(...tasks: Task[]) {
    const started: string[] = []
    const end = new Map<string, (error?: Error) => void>()
    const held = tasks.map(one => ({
      ...one,
      run: () => {
        started.push(one.name)
        return new Promise<void>((resolve, reject) => {
          end.set(one.name, error => (error === undefined ? resolve() : reject(error)))
        })
      },
    }))
    const stops: unknown[] = []
    const whole = runTasks(new Map(held.map(one => [one.name, one])), quiet, why => stops.push(why))
    whole.catch(quiet)
    const finish = async (name: string, error?: Error) => {
      end.get(name)?.(error)
      await new Promise(resolve => setImmediate(resolve))
    }
    return { started, stops, whole, finish }
  }

  test('starts the costliest first, and everything that can run beside each other', () => {
    const { started } = controlled(task('short'), task('long', { cost: 9 }), task('late', { needs: ['short'] }))
    expect(started).toEqual(['long', 'short'])
  })

  test('starts a task when what it needs has ended', async () => {
    const { started, finish } = controlled(task('first'), task('second', { needs: ['first'], cost: 9 }))
    expect(started).toEqual(['first'])
    await finish('first')
    expect(started).toEqual(['first', 'second'])
  })

  test('one task of a lane at a time, others beside it', async () => {
    const lane = 'compile'
    const { started, finish } = controlled(task('a', { lane }), task('b', { lane, cost: 9 }), task('fetch'))
    expect(started).toEqual(['b', 'fetch'])
    await finish('b')
    expect(started).toEqual(['b', 'fetch', 'a'])
  })

  test('a failure stops the others, starts nothing more, and is thrown when all have ended', async () => {
    const { started, stops, whole, finish } = controlled(task('bad'), task('good'), task('late', { needs: ['bad'] }))
    const broken = new Error('broken')
    await finish('bad', broken)
    expect(stops).toEqual([broken])
    await finish('good')
    await expect(whole).rejects.toBe(broken)
    expect(started).toEqual(['bad', 'good'])
  })

  test('every task has its row', async () => {
    const { whole, finish } = controlled(task('a', { how: 'fetched' }))
    await finish('a')
    expect(await whole).toEqual([{ part: 'a', ms: expect.any(Number), how: 'fetched' }])
  })
})

test('what was asked for and there already is called cached', () => {
  const tasks = [task('a'), task('b'), task('c')]
  const rows = cachedRows(tasks, ['a', 'b'], new Map([['a', task('a')]]))
  expect(rows).toEqual([{ part: 'b', ms: 0, how: 'cached' }])
})
