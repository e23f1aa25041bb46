import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ordersServer } from '../src/server.js';

const server = ordersServer({ databasePassword: process.env.DB_PASSWORD ?? 'local' });
const get = (path) => fetch(`http://localhost:${server.address().port}${path}`);

before(() => new Promise((ready) => server.listen(0, ready)));
after(() => server.close());

test('it is healthy when it can reach its database', async () => {
  assert.equal((await get('/health')).status, 200);
});

test('an order is found by its number', async () => {
  const response = await get('/orders/1001');
  assert.deepEqual(await response.json(), { id: '1001', item: 'kettle', quantity: 1 });
});

test('an unknown order is not found', async () => {
  assert.equal((await get('/orders/9999')).status, 404);
});
