// Run once by the MongoDB image on an empty data directory: My Page's user can read and write its own database only.
db.getSiblingDB('sugang_mypage').createUser({
  user: 'mypage',
  pwd: process.env.MYPAGE_DB_PASSWORD,
  roles: [{ role: 'readWrite', db: 'sugang_mypage' }],
});
