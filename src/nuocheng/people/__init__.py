"""People (人员岗位): accounts, departments, posts and sign-in; who holds which post when."""
