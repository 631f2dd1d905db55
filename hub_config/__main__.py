"""`python -m hub_config` is the hub's own process; `rean up` starts it."""

from hub_config.hub import main

if __name__ == "__main__":
    main()
