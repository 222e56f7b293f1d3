import { notifyStale } from './index.js'

await notifyStale()
