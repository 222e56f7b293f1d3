export const id = 149;
export const ids = [149];
export const modules = {

/***/ 7551:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Jj: () => (/* binding */ cut),
  KG: () => (/* binding */ endingLine),
  pG: () => (/* binding */ endingText),
  TN: () => (/* binding */ oneLine),
  uw: () => (/* binding */ stepText)
});

// UNUSED EXPORTS: STATUS_LIMIT, statusText

;// CONCATENATED MODULE: ./lib/domain/deployment/steps.js
/** The steps of a deployment, in order; a status names one of them as n/m. */
const STEPS = ['gate', 'render', 'preflight', 'apply', 'rollout'];
/** What a step does, as a status says it. */
const STEP_WORDS = {
    gate: 'Checking the commit',
    render: 'Rendering templates',
    preflight: 'Asking the cluster whether it would take the objects',
    apply: 'Applying',
    rollout: 'Waiting for the rollout',
};

;// CONCATENATED MODULE: ./lib/domain/deployment/status-text.js

/** GitHub refuses a longer description of a deployment status (422). */
const STATUS_LIMIT = 140;
const ENDING_PREFIX = {
    success: '',
    refused: 'Refused: ',
    failed: 'Failed: ',
    superseded: 'Superseded: ',
    cancelled: 'Cancelled: ',
    error: 'Error: ',
};
/** `2/5 Rendering templates`, with a detail after a colon. */
function stepText(step, detail) {
    const words = `${STEPS.indexOf(step) + 1}/${STEPS.length} ${STEP_WORDS[step]}`;
    return statusText(detail === undefined || detail === '' ? words : `${words}: ${detail}`);
}
/** How a deployment ended, in one line that begins with the word for it: whole, for the log. */
function endingLine(ending) {
    return oneLine(`${ENDING_PREFIX[ending.outcome]}${ending.text}`);
}
/** The same as a status's description. */
function endingText(ending) {
    return statusText(endingLine(ending));
}
/** Any text as a status's description: one line of at most 140 code points; what does not fit ends with `…`. */
function statusText(text) {
    return cut(oneLine(text), STATUS_LIMIT);
}
// Control characters, line separators, and the marks that turn the direction of writing: they would let a commit's
// author or a program's output rewrite what a reader sees.
const FOLDED = /[\p{Cc}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\s]+/gu;
/** Text in one line, without what cannot be seen. */
function oneLine(text) {
    return text.toWellFormed().replace(FOLDED, ' ').trim();
}
/**
 * Cuts between what a reader takes for characters, so that no flag, accent or family is torn apart. What was cut ends with
 * `…` and is within the limit, in code points unless measured otherwise.
 */
function cut(text, limit, measure = codePoints) {
    if (measure(text) <= limit)
        return text;
    let kept = '';
    let length = 0;
    for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
        length += measure(segment);
        if (length > limit - 1)
            break;
        kept += segment;
    }
    return `${kept.trimEnd()}…`;
}
function codePoints(text) {
    return [...text].length;
}


/***/ }),

/***/ 9182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ SLACK_LIMITS)
/* harmony export */ });
/**
 * What Slack takes; we stay below. docs/slack-double.md has the sources, and says which of these Slack does not publish.
 * Texts are measured in UTF-16 units, which are never fewer than characters.
 */
const SLACK_LIMITS = {
    blocks: 50,
    sectionText: 3000,
    headerText: 150,
    fields: 10,
    fieldText: 2000,
    contextElements: 10,
    /** All texts of all blocks, each block counted with `perBlock`: measured by others, not published. */
    message: 12_500,
    perBlock: 125,
    /** The text beside the blocks; an edit may have 4,000 bytes. */
    text: 1000,
    /** Bytes of JSON; not published. */
    metadata: 4000,
};


/***/ }),

/***/ 647:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BW: () => (/* binding */ toWire),
/* harmony export */   YN: () => (/* binding */ metadataFits),
/* harmony export */   Zn: () => (/* binding */ postIdOf),
/* harmony export */   kn: () => (/* binding */ fromWire)
/* harmony export */ });
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9182);

/** What every message of ours carries, so that one whose reply was lost can be told from any other. */
const POST_ID = 'post_id';
/** `postId`: unlike that of any other message; left out for edits. */
function toWire(metadata, postId) {
    const payload = {};
    for (const [name, value] of Object.entries(metadata.payload))
        payload[name] = mutable(value);
    if (postId !== undefined)
        payload[POST_ID] = postId;
    return { event_type: metadata.eventType, event_payload: payload };
}
function postIdOf(metadata) {
    return metadata?.event_payload?.[POST_ID];
}
/** Reads what Slack gave back: what was not written by us may be of any form. */
function fromWire(metadata) {
    const payload = Object.fromEntries(Object.entries(metadata.event_payload ?? {}).filter(([name]) => name !== POST_ID));
    return { eventType: metadata.event_type ?? '', payload };
}
/** Whether Slack would take it; 60 bytes are left for what a post adds. */
function metadataFits(metadata) {
    return Buffer.byteLength(JSON.stringify(toWire(metadata))) <= _limits_js__WEBPACK_IMPORTED_MODULE_0__/* .SLACK_LIMITS */ .u.metadata - 60;
}
function mutable(value) {
    if (typeof value !== 'object')
        return value;
    return Array.isArray(value) ? value.map((one) => ({ ...one })) : { ...value };
}


/***/ })

};
