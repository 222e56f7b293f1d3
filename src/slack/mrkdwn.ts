import { cut, oneLine } from '../text/one-line.ts'

/**
 * Slack's markup, from texts of others: commit titles, names, causes. None may mention anybody, link anywhere, or change
 * how the rest of the line looks. https://docs.slack.dev/messaging/formatting-message-text
 */
export function escapedMrkdwn(text: string): string {
  return entities(withoutMarks(oneLine(text)))
}

/** The same, with at most `limit` of its own characters. */
export function shortened(text: string, limit: number): string {
  return escapedMrkdwn(cut(oneLine(text), limit))
}

/** `label` is plain text. An address that is not http(s) is left out, the label stays. */
export function link(address: string, label: string): string {
  const shown = escapedMrkdwn(label).replaceAll('|', '¦')
  if (!URL.canParse(address)) return shown
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return shown
  const target = url.href.replaceAll('|', '%7C').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('&', '&amp;')
  return shown === '' ? `<${target}>` : `<${target}|${shown}>`
}

/** Mentions a person, who is notified when this is posted. `user`: the member ID, `U0123ABCD`. */
export function mention(user: string): string {
  if (!/^[UW][A-Z0-9]{2,}$/.test(user)) throw new Error(`not a Slack member ID: ${user}`)
  return `<@${user}>`
}

/** `text` is mrkdwn without `*`. */
export function bold(text: string): string {
  return text === '' ? '' : `*${text}*`
}

/** A short text in a fixed-width font: a commit, a name. */
export function code(text: string): string {
  const shown = entities(oneLine(text).replaceAll('`', 'ˋ'))
  return shown === '' ? '' : `\`${shown}\``
}

/** A command to copy, alone on its lines. It comes out as it went in, but for backticks, which it may not have. */
export function codeBlock(text: string): string {
  if (text.includes('`')) throw new Error(`a command with a backtick cannot be shown: ${text}`)
  return `\`\`\`${entities(text)}\`\`\``
}

function entities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Slack has no escape for the marks of bold, struck, code and italics: each becomes a letter that looks like it. */
function withoutMarks(text: string): string {
  return text
    .replaceAll('*', '∗')
    .replaceAll('~', '∼')
    .replaceAll('`', 'ˋ')
    .replaceAll(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, 'ˍ')
}
