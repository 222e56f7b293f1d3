import type { Schema } from './json-schema.ts'

const CHANNEL: Schema = {
  description: 'ID of the channel. Slack shows it at the end of the channel’s details.',
  type: 'string',
  // Names do not do: messages are changed, and found again, by the ID of their channel alone.
  pattern: '^[CG][A-Z0-9]{8,}$',
  $comment: "the channel's ID, such as C0123ABCD, from the end of its details in Slack; a name will not do",
}

const DEPLOYMENTS: Schema = {
  description: 'Which deployments are posted to the channel.',
  type: 'string',
  enum: ['all', 'failures', 'none'],
  default: 'all',
}

const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9]'

const QUIET: Schema = {
  description: 'Quiet hours: no notifications about stale commits. Read from the repository that scans.',
  type: ['object', 'null'],
  additionalProperties: false,
  required: ['zone'],
  properties: {
    zone: {
      description: 'Time zone by its IANA name: Europe/Berlin.',
      type: 'string',
      pattern: '^[A-Za-z][A-Za-z0-9_+/-]*$',
      $comment: 'the IANA name of a time zone, such as Europe/Berlin',
    },
    hours: {
      description: 'Start and end in local time, such as 18:00-08:00; may go past midnight. The end is not included.',
      type: 'array',
      items: {
        type: 'string',
        pattern: `^(?!(.{5})-\\1$)${TIME}-(?:${TIME}|24:00)$`,
        $comment: "two times, from and until, such as '18:00-08:00'",
      },
      uniqueItems: true,
    },
    days: {
      description: 'Weekdays that are quiet all day.',
      type: 'array',
      items: {
        type: 'string',
        enum: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
      },
      uniqueItems: true,
    },
    dates: {
      description: 'Dates that are quiet all day: 2026-12-25.',
      type: 'array',
      items: {
        type: 'string',
        pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$',
        $comment: 'a date such as 2026-12-25',
      },
      uniqueItems: true,
    },
  },
}

/** What may be said of Slack for one environment. */
export const ENVIRONMENT_SLACK_SCHEMA: Schema = {
  description: 'The Slack channel of this environment, and which deployments are posted to it.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: { channel: CHANNEL, deployments: DEPLOYMENTS },
}

/** For the whole file. */
export const SLACK_SCHEMA: Schema = {
  description: 'Slack notifications for deployments and stale commits: channels, users and quiet hours.',
  type: ['object', 'null'],
  additionalProperties: false,
  properties: {
    channel: CHANNEL,
    deployments: DEPLOYMENTS,
    dashboard: {
      description: 'URL of a dashboard. {service}, {environment}, {commit} and {repository} are replaced, URL-encoded.',
      type: 'string',
      // What would end a link in Slack's markup, or a line, does not belong in an address.
      pattern: '^https://(?:[^\\s{}<>|"\\\\\\x00-\\x1f\\x7f]|\\{(?:service|environment|commit|repository)\\})+$',
      $comment: 'an address with https; what is filled in is {service}, {environment}, {commit} and {repository}',
    },
    users: {
      description: 'Slack member IDs by GitHub login, for mentions. Read from the repository that scans.',
      type: ['object', 'null'],
      propertyNames: {
        pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\\[bot\\])?$',
        $comment: 'a login of GitHub, without @',
      },
      additionalProperties: {
        type: 'string',
        pattern: '^[UW][A-Z0-9]{8,}$',
        $comment: "a member's ID, such as U0123ABCD, from the member's profile in Slack; a name will not do",
      },
    },
    quiet: QUIET,
  },
}
