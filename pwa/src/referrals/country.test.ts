import assert from "node:assert/strict";
import { test } from "node:test";
import { countriesFrom, homeCountry } from "./country.ts";

test("home is where the zone is, whatever the language", () => {
  assert.equal(homeCountry("Europe/Dublin", ["en-US"]), "IE");
  assert.equal(homeCountry("America/Indiana/Knox", ["en-GB"]), "US");
});

test("a zone that tells no country leaves it to the language", () => {
  assert.equal(homeCountry("UTC", ["en", "en-AU"]), "AU");
  assert.equal(homeCountry("UTC", ["en"]), undefined);
});

test("home comes first, the others keep their order", () => {
  const all = ["INT", "US", "AU", "GB", "IE", "US"];
  assert.deepEqual(countriesFrom("IE", all), ["IE", "GB", "US", "INT", "AU"]);
  assert.deepEqual(countriesFrom("AU", all), ["AU", "GB", "IE", "US", "INT"]);
  assert.deepEqual(countriesFrom(undefined, all), ["GB", "IE", "US", "INT", "AU"]);
});

test("a language says nothing of a country that the zone is not in", () => {
  assert.equal(homeCountry("Europe/Berlin", ["en-GB"]), undefined);
  assert.equal(homeCountry("Europe/Berlin", ["en-GB", "de-DE"]), "DE");
  assert.equal(homeCountry("Etc/UTC", ["de-AT"]), "AT");
});

test("where home has none, what holds everywhere comes first", () => {
  const all = ["US", "GB", "*"];
  assert.deepEqual(countriesFrom("DE", all), ["*", "GB", "US"]);
  assert.deepEqual(countriesFrom(undefined, all), ["*", "GB", "US"]);
  assert.deepEqual(countriesFrom("US", all), ["US", "GB", "*"]);
});
