import path from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { inOrder, readDurations } from './durations.ts'

/**
 * The slowest file of all first. Then level by level, and in each the slowest first: the unit level comes last, since the
 * others wait for processes most of the time, beside which there is time for the first.
 */
export default class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const known = readDurations()
    const durationOf = ({ moduleId }: TestSpecification) => known[path.relative(process.cwd(), moduleId)]
    // By vitest's own order: level by level, and larger files first where nothing is known.
    const usual = await super.sort(files)
    return inOrder(usual, ({ project }) => project.name, durationOf)
  }
}
