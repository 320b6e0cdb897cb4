"use strict";

const http = require("node:http");

const COUNTRIES = ["BR", "IN", "JP", "KE", "NO"];
const MOST_BYTES = 4000;

const isText = (value) => typeof value === "string";
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isEmail = (text) => /^[^@ ]+@[^@ ]+$/.test(text);
const longAtMost = (most) => (text) => text !== "" && [...text].length <= most;

// A rule calls add(place, code) for every fault of the value; undefined is what is not there.
const required = (isType, judge) => (add, place, value) => {
  if (value === undefined) add(place, "missing");
  else if (!isType(value)) add(place, "type");
  else judge(add, place, value);
};

const valid = (holds) => (add, place, value) => {
  if (!holds(value)) add(place, "invalid");
};

const members = (rules) => (add, place, document) => {
  for (const [name, rule] of Object.entries(rules)) rule(add, `${place}/${name}`, document[name]);
  for (const name of Object.keys(document)) {
    if (!Object.hasOwn(rules, name)) add(`${place}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, "unknown");
  }
};

function tags(add, place, value) {
  if (value === undefined) return;
  if (!Array.isArray(value)) {
    add(place, "type");
    return;
  }
  if (value.length > 5) add(place, "too_many");
  value.forEach((tag, index) => {
    if (!isText(tag)) add(`${place}/${index}`, "type");
    else if (!longAtMost(20)(tag)) add(`${place}/${index}`, "invalid");
    else if (value.indexOf(tag) < index) add(`${place}/${index}`, "repeated");
  });
}

const signup = required(
  isObject,
  members({
    email: required(isText, valid(isEmail)),
    age: required(Number.isInteger, valid((age) => age >= 13 && age <= 120)),
    address: required(
      isObject,
      members({
        city: required(isText, valid(longAtMost(50))),
        country: required(isText, valid((country) => COUNTRIES.includes(country))),
      }),
    ),
    tags,
  }),
);

// Status and document of the answer.
function answer(method, path, body) {
  if (method !== "POST" || path !== "/signups") return [404, { error: "nothing lives here" }];
  if (body.length > MOST_BYTES) return [413, { error: "too large" }];
  let document;
  try {
    document = JSON.parse(body.toString());
  } catch (problem) {
    return [400, { error: problem.message }];
  }
  const errors = {};
  signup((place, code) => (errors[place] = code), "", document);
  if (Object.keys(errors).length > 0) return [422, { errors }];
  return [201, { tags: [], ...document }];
}

http
  .createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const [status, document] = answer(request.method, request.url, Buffer.concat(pieces));
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(JSON.stringify(document));
    });
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
