export const id = 80;
export const ids = [80];
export const modules = {

/***/ 976:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endToldStory: () => (/* binding */ endToldStory)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _slack_login_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2557);
/* harmony import */ var _time_system_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8323);
/* harmony import */ var _open_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1136);
/* harmony import */ var _story_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9779);





/**
 * Ends the story of a deployment whose run cannot do it any more, or never began with it, from what an earlier entry has
 * kept. Takes no longer than a story's end and throws nothing. `ending`: without secrets.
 */
async function endToldStory(ending, runner) {
    const problem = await tell(ending, runner).catch(_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .b);
    if (problem !== undefined)
        runner.log.notice(`Slack was not told how this ended: ${problem}`);
}
async function tell(ending, runner) {
    const fact = (name) => runner.state(name);
    const slack = (0,_open_js__WEBPACK_IMPORTED_MODULE_3__/* .slackOf */ .CJ)({ slack: (0,_slack_login_js__WEBPACK_IMPORTED_MODULE_1__/* .slackLogin */ .S)(runner.input('slack-token'), runner.input('slack-api-url')) }, { log: runner.log, clock: _time_system_clock_js__WEBPACK_IMPORTED_MODULE_2__.systemClock, env: runner.env });
    if (slack === undefined)
        return 'the input "slack-token" is empty';
    const told = JSON.parse(fact('slack'));
    const story = new _story_js__WEBPACK_IMPORTED_MODULE_4__/* .SlackStory */ .U({ slack, clock: _time_system_clock_js__WEBPACK_IMPORTED_MODULE_2__.systemClock, remember: () => undefined }, told);
    const redact = (text) => runner.masks.redact(text);
    return story.end({ report: { steps: [] }, ending, redact }, (0,_open_js__WEBPACK_IMPORTED_MODULE_3__/* .liveLines */ .Ys)({ touched: fact('touched') === 'true' }, ending));
}


/***/ }),

/***/ 1703:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xb: () => (/* binding */ taskOf),
/* harmony export */   _i: () => (/* binding */ serviceOfTask),
/* harmony export */   i: () => (/* binding */ TASK_OF_SERVICE),
/* harmony export */   wn: () => (/* binding */ TASK)
/* harmony export */ });
/* harmony import */ var _text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4097);

/** The task of a deployment where the repository has one service. */
const TASK = 'deploy';
/** What stands before the service's name where it has several. */
const TASK_OF_SERVICE = 'deploy:';
/** The task to ask for a deployment of a service with. */
function taskOf(service, services) {
    return services.length === 1 ? TASK : `${TASK_OF_SERVICE}${service}`;
}
/** The service that a deployment's task means, as the policy spells it; undefined when it is none of ours. */
function serviceOfTask(task, services) {
    if (task === TASK)
        return services.length === 1 ? services[0] : undefined;
    if (!task.startsWith(TASK_OF_SERVICE))
        return undefined;
    const named = (0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(task.slice(TASK_OF_SERVICE.length));
    return services.find(service => (0,_text_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(service) === named);
}


/***/ }),

/***/ 6226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   U: () => (/* binding */ isLoopback),
/* harmony export */   Z: () => (/* binding */ isPrivateChannel)
/* harmony export */ });
/** Whether a URL's host is this machine: the only place where plain http is spoken. */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/** Whether credentials may be sent there. */
function isPrivateChannel(url) {
    return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}


/***/ }),

/***/ 2557:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ slackLogin)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _net_secure_url_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6226);


/** The login from an action's inputs `slack-token` and `slack-api-url`; undefined without a token. Throws `bad-input`. */
function slackLogin(token, apiUrl) {
    if (token === '')
        return undefined;
    if (!URL.canParse(apiUrl) || !(0,_net_secure_url_js__WEBPACK_IMPORTED_MODULE_1__/* .isPrivateChannel */ .Z)(new URL(apiUrl))) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "slack-api-url" is "${apiUrl}"; it must be an https address`);
    }
    return { token, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` };
}


/***/ }),

/***/ 4097:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ canonicalName)
/* harmony export */ });
/**
 * The form in which names of environments and services are compared: GitHub's environment names, repository names and
 * concurrency groups do not differ by case.
 */
function canonicalName(name) {
    return name.normalize('NFC').toLowerCase();
}


/***/ })

};
