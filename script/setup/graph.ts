import { type Say, withProgress } from './progress.ts'
import type { Timing } from './times.ts'

/** One part of the set-up. */
export interface Task {
  readonly name: string
  /** What is being done, for a person who waits: `Kubernetes: compile`. */
  readonly title: string
  /** Names of the tasks whose results this one is made from. They are left out when this one is done already. */
  readonly needs: readonly string[]
  /** At most one task of a lane runs at a time: compilers use every core by themselves. */
  readonly lane?: string
  /** About how long it takes from nothing on two idle cores, in seconds: the longest starts first. */
  readonly cost: number
  /** The word for it in the table of times. */
  readonly how: string
  /** Whether what it makes is there and made from what is in the tree now. */
  done(): Promise<boolean>
  run(): Promise<void>
}

/** The tasks in `wanted` and what they need, as far as they are not done. */
export async function missing(tasks: readonly Task[], wanted: readonly string[]): Promise<Map<string, Task>> {
  const byName = new Map(tasks.map(task => [task.name, task]))
  const found = new Map<string, Task>()
  const visit = async (name: string, way: readonly string[]): Promise<void> => {
    if (way.includes(name)) throw new Error(`set-up tasks need each other: ${[...way, name].join(' > ')}`)
    const task = byName.get(name)
    if (task === undefined) throw new Error(`no set-up task is named ${name}`)
    if (found.has(name) || (await task.done())) return
    for (const need of task.needs) await visit(need, [...way, name])
    found.set(name, task)
  }
  for (const name of wanted) await visit(name, [])
  return found
}

/**
 * Runs the tasks, as many at once as their needs and lanes allow, the costliest first. The first failure is thrown when
 * the tasks in progress have ended; `stop` is called at once, so that they can end early.
 */
export async function runTasks(
  tasks: ReadonlyMap<string, Task>,
  say: Say,
  stop: (why: unknown) => void,
): Promise<Timing[]> {
  const waiting = new Set(tasks.values())
  const running = new Map<Task, Promise<void>>()
  const timings: Timing[] = []
  const failures: unknown[] = []
  const isReady = (task: Task): boolean => {
    const unfinished = [...waiting, ...running.keys()]
    if (task.needs.some(need => unfinished.some(other => other.name === need))) return false
    return task.lane === undefined || ![...running.keys()].some(other => other.lane === task.lane)
  }
  const start = async (task: Task): Promise<void> => {
    try {
      timings.push({ part: task.title, ms: await withProgress(task.title, say, () => task.run()), how: task.how })
    } catch (error) {
      failures.push(error)
      stop(error)
    } finally {
      running.delete(task)
    }
  }
  while (failures.length === 0 && (waiting.size > 0 || running.size > 0)) {
    for (const task of [...waiting].toSorted((a, b) => b.cost - a.cost)) {
      if (!isReady(task)) continue
      waiting.delete(task)
      running.set(task, start(task))
    }
    await Promise.race(running.values())
  }
  if (running.size > 0) say(`waiting for ${[...running.keys()].map(task => task.name).join(', ')} to end`)
  await Promise.all(running.values())
  if (failures.length > 0) throw failures[0]
  return timings
}

/** The rows of what was there already, for the table of times. */
export function cachedRows(
  tasks: readonly Task[],
  wanted: readonly string[],
  run: ReadonlyMap<string, Task>,
): Timing[] {
  return tasks
    .filter(task => wanted.includes(task.name) && !run.has(task.name))
    .map(task => ({ part: task.title, ms: 0, how: 'cached' }))
}
