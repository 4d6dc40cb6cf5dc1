# install rules arrive with the first targets
