import path from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { readDurations, slowestFirst } from './durations.ts'

/** Level by level, and in each the slowest files first. */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const known = readDurations()
    // By vitest's own order: level by level, and larger files first where nothing is known.
    const usual = await super.sort(files)
    const levels = [...new Set(usual.map(({ project }) => project.name))]
    return levels.flatMap(level =>
      slowestFirst(
        usual.filter(({ project }) => project.name === level),
        ({ moduleId }) => known[path.relative(process.cwd(), moduleId)],
      ),
    )
  }
}
