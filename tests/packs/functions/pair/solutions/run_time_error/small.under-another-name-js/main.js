const pairs = () => [];
