export const id = 954;
export const ids = [954];
export const modules = {

/***/ 8650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S8: () => (/* binding */ slackLogin),
/* harmony export */   tf: () => (/* binding */ validate),
/* harmony export */   xR: () => (/* binding */ deployInputs)
/* harmony export */ });
/* unused harmony export deployOutputs */
/* harmony import */ var _runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4477);
/* harmony import */ var _runner_private_channel_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1003);
/* harmony import */ var _runner_user_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9104);



/** The inputs of `actions/deploy`; `action.yml` and its README say the same (a contract test holds them together). */
const deployInputs = {
    token: {
        description: 'Token of the run: reads the commit and its checks, writes the statuses of the deployment.',
        required: true,
        default: '${{ github.token }}',
    },
    'deployment-id': {
        description: 'Id of the deployment to run. Only for runs that a `deployment` event did not start.',
    },
    environment: {
        description: 'The environment of this job (`environment:`). A deployment for another one is refused.',
    },
    kubeconfig: {
        description: 'The kubeconfig for the cluster: its content (from a secret) or a path to it.',
        required: true,
    },
    context: { description: 'Context of the kubeconfig. Default: its current context.' },
    namespace: {
        description: 'Namespace of objects that name none. Default: the one of the context, else `default`.',
    },
    image: {
        description: 'Image repository without tag: `ghcr.io/acme/hello`. The image of the commit is the one tagged with its full SHA.',
        required: true,
    },
    'registry-username': {
        description: 'User name for the registry. Default: the logins of the docker config, else anonymous.',
    },
    'registry-password': { description: 'Password or token for the registry.' },
    templates: {
        description: 'Folder of the gomplate templates. `{service}` and `{environment}` stand for their names.',
        default: 'deploy/templates',
    },
    values: {
        description: 'Files with values, one a line, later ones win. `{service}` and `{environment}` stand for their names.',
    },
    'secret-env': {
        description: 'Names of environment variables of this step that templates may read as `.Env.NAME`, one a line. Their values are masked.',
    },
    secrets: {
        description: 'Secrets as a JSON object, for reusable workflows: the names of `secret-env` are looked up here first, nothing else is read.',
    },
    timeout: { description: 'Time for the whole deployment, such as `90s`, `10m`, `1h`.', default: '10m' },
    'stable-for': {
        description: 'How long a complete rollout must stay complete, such as `10s`. `0s` turns the stability window off.',
        default: '10s',
    },
    'gomplate-version': { description: 'Version of gomplate.', default: '5.1.0' },
    'gomplate-checksum': {
        description: 'SHA-256 of the gomplate binary. Only for versions whose checksums this action does not know.',
    },
    'gomplate-base-url': {
        description: 'Where gomplate is downloaded from when it is not on the PATH: a mirror of its releases.',
        default: 'https://github.com/hairyhenderson/gomplate/releases/download',
    },
    'slack-token': {
        description: "Bot token of a Slack app. With it each deployment is told in its environment's channel; the policy names that.",
    },
    'slack-api-url': { description: 'Base of Slack’s web API.', default: 'https://slack.com/api/' },
};
/** The outputs of `actions/deploy`. */
const deployOutputs = {
    outcome: 'How it ended: `success`, `refused`, `failed`, `cancelled`, `error`; `left-alone` when the deployment is not for this run.',
    reason: 'Stable code of the reason, such as `checks-not-passed` or `image-missing`; empty on success.',
    'deployment-id': 'Id of the deployment.',
    service: 'The service.',
    environment: 'The environment.',
    commit: 'Full SHA of the commit.',
    image: 'The image with its digest: `repository@sha256:…`.',
};
/** Validates the inputs and their combinations before any side effect. `env` is where `secret-env` is looked up. */
function validate(texts, env) {
    const timeoutMs = (0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .durationOf */ .cf)('timeout', texts.timeout);
    const stableForMs = (0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .durationOf */ .cf)('stable-for', texts['stable-for']);
    if (stableForMs >= timeoutMs) {
        throw new _runner_user_error_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('bad-input', `Inputs "stable-for" (${texts['stable-for']}) and "timeout" (${texts.timeout}): the stability window must be shorter than the timeout`);
    }
    return {
        token: texts.token,
        deploymentId: texts['deployment-id'] === '' ? undefined : (0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .idOf */ .TH)('deployment-id', texts['deployment-id']),
        environment: given(texts.environment),
        kubeconfig: texts.kubeconfig,
        context: given(texts.context),
        namespace: given(texts.namespace),
        image: texts.image,
        registry: registryLogin(texts['registry-username'], texts['registry-password']),
        templates: texts.templates,
        values: (0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .linesOf */ .Dx)(texts.values),
        secretEnv: secretEnv((0,_runner_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .linesOf */ .Dx)(texts['secret-env']), { ...env, ...secretsOf(texts.secrets) }),
        timeoutMs,
        stableForMs,
        slack: slackLogin(texts['slack-token'], texts['slack-api-url']),
        gomplate: {
            version: texts['gomplate-version'].replace(/^v/, ''),
            checksum: given(texts['gomplate-checksum']),
            baseUrl: texts['gomplate-base-url'].replace(/\/+$/, ''),
        },
    };
}
function given(text) {
    return text === '' ? undefined : text;
}
function registryLogin(username, password) {
    if (username === '' && password === '')
        return undefined;
    if (username === '' || password === '') {
        const [has, lacks] = username === '' ? ['password', 'username'] : ['username', 'password'];
        throw new _runner_user_error_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('bad-input', `Input "registry-${has}" is given but "registry-${lacks}" is empty; give both or neither`);
    }
    return { username, password };
}
/** How to log in to Slack. Throws `bad-input`. */
function slackLogin(token, apiUrl) {
    if (token === '')
        return undefined;
    if (!URL.canParse(apiUrl) || !(0,_runner_private_channel_js__WEBPACK_IMPORTED_MODULE_2__/* .isPrivateChannel */ .Z)(new URL(apiUrl))) {
        throw new _runner_user_error_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('bad-input', `Input "slack-api-url" is "${apiUrl}"; it must be an https address`);
    }
    return { token, apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` };
}
/** `toJSON(secrets)`: GitHub writes names in upper case. No part of it may be in an error. */
function secretsOf(text) {
    if (text === '')
        return {};
    let parsed;
    try {
        parsed = JSON.parse(text);
    }
    catch {
        parsed = undefined;
    }
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
        throw new _runner_user_error_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('bad-input', 'Input "secrets" is not a JSON object; give `${{ toJSON(secrets) }}` or nothing');
    }
    return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'string'));
}
function secretEnv(names, env) {
    const values = {};
    const problems = [];
    for (const name of names) {
        const value = env[name];
        if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
            problems.push(`"${name}" is not a name of an environment variable`);
        else if (value === undefined)
            problems.push(`${name} is not set`);
        // An environment secret that does not exist arrives as an empty text, not as nothing.
        else if (value === '')
            problems.push(`${name} is empty: is the secret set for this environment?`);
        else
            values[name] = value;
    }
    if (problems.length > 0) {
        throw new _runner_user_error_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('bad-input', `Input "secret-env": ${problems.join('; ')}. Hand values over under "env:" of this step`);
    }
    return values;
}


/***/ }),

/***/ 2438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endToldStory: () => (/* binding */ endToldStory)
/* harmony export */ });
/* harmony import */ var _runner_system_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2090);
/* harmony import */ var _runner_user_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9104);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8650);
/* harmony import */ var _slack_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7940);
/* harmony import */ var _slack_story_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9671);





/**
 * Ends the story of a deployment whose run cannot do it any more, or never began with it, from what an earlier entry has
 * kept. Takes no longer than a story's end and throws nothing. `ending`: without secrets.
 */
async function endToldStory(ending, runner) {
    const problem = await tell(ending, runner).catch(_runner_user_error_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .b);
    if (problem !== undefined)
        runner.log.notice(`Slack was not told how this ended: ${problem}`);
}
async function tell(ending, runner) {
    const fact = (name) => runner.state(name);
    const slack = (0,_slack_js__WEBPACK_IMPORTED_MODULE_3__/* .slackOf */ .CJ)({ slack: (0,_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .slackLogin */ .S8)(runner.input('slack-token'), runner.input('slack-api-url')) }, { log: runner.log, clock: _runner_system_clock_js__WEBPACK_IMPORTED_MODULE_0__.systemClock, env: runner.env });
    if (slack === undefined)
        return 'the input "slack-token" is empty';
    const told = JSON.parse(fact('slack'));
    const story = new _slack_story_js__WEBPACK_IMPORTED_MODULE_4__/* .SlackStory */ .U({ slack, clock: _runner_system_clock_js__WEBPACK_IMPORTED_MODULE_0__.systemClock, remember: () => undefined }, told);
    const redact = (text) => runner.masks.redact(text);
    return story.end({ report: { steps: [] }, ending, redact }, (0,_slack_js__WEBPACK_IMPORTED_MODULE_3__/* .liveLines */ .Ys)({ touched: fact('touched') === 'true' }, ending));
}


/***/ }),

/***/ 4477:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   TH: () => (/* binding */ idOf),
/* harmony export */   cf: () => (/* binding */ durationOf)
/* harmony export */ });
/* harmony import */ var _user_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9104);

/** Reads all inputs of a table. Throws one `missing-input` that names every required input that is missing or empty. */
function readInputs(table, get) {
    const texts = {};
    for (const name of Object.keys(table))
        texts[name] = get(name).trim();
    const missing = Object.entries(table).filter(([name, spec]) => spec.required && texts[name] === '');
    if (missing.length > 0) {
        const names = missing.map(([name]) => `"${name}"`);
        const subject = names.length === 1 ? `Input ${names[0]} is` : `Inputs ${names.join(', ')} are`;
        throw new _user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('missing-input', `${subject} missing or empty; give ${names.length === 1 ? 'it a value' : 'them values'} under "with:" of this step`, {
            findings: missing.map(([name, spec]) => ({
                reason: 'missing-input',
                text: withoutMarkdown(spec.description),
                where: `input ${name}`,
            })),
        });
    }
    return texts;
}
/** The lines of a list input: trimmed, blank ones left out. No quoting, no commas: a line is an item. */
function linesOf(text) {
    return text
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '');
}
const unitsInMs = { s: 1000, m: 60_000, h: 3_600_000 };
/** Milliseconds of `90s`, `10m` or `1h`. Throws `bad-input` that names the input. */
function durationOf(name, text) {
    const [, amount, unit] = /^(\d{1,6})(s|m|h)$/.exec(text) ?? [];
    const factor = unitsInMs[unit ?? ''];
    if (amount === undefined || factor === undefined) {
        throw new _user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "${name}" is "${text}"; write a duration such as 90s, 10m or 1h`);
    }
    return Number(amount) * factor;
}
/** A positive whole number, such as a deployment's id. Throws `bad-input` that names the input. */
function idOf(name, text) {
    const id = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(id) || id < 1) {
        throw new _user_error_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('bad-input', `Input "${name}" is "${text}"; it must be a positive whole number`);
    }
    return id;
}
function withoutMarkdown(text) {
    return text.replaceAll('`', '');
}


/***/ }),

/***/ 1003:
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

/***/ 1038:
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


/***/ }),

/***/ 7729:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xb: () => (/* binding */ taskOf),
/* harmony export */   _i: () => (/* binding */ serviceOfTask),
/* harmony export */   i: () => (/* binding */ TASK_OF_SERVICE),
/* harmony export */   wn: () => (/* binding */ TASK)
/* harmony export */ });
/* harmony import */ var _canonical_name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1038);

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
    const named = (0,_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(task.slice(TASK_OF_SERVICE.length));
    return services.find(service => (0,_canonical_name_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalName */ .E)(service) === named);
}


/***/ })

};
